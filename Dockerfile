# The base of both stages. docs/guides/container.md says how to pin it by its digest: --build-arg BASE_IMAGE=node:24-alpine@sha256:…
ARG BASE_IMAGE=node:24-alpine
# Never built. Dependabot and other tools that read FROM do not expand variables: they find the default here, and skip the indented lines
FROM node:24-alpine AS default-base

  FROM ${BASE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.page.json ./
COPY scripts scripts
COPY src src
COPY fixtures fixtures
RUN node scripts/build.mjs && mkdir fixtures-of-user

  FROM ${BASE_IMAGE}
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="kibana-cases-mock" \
      org.opencontainers.image.description="A fake Kibana for tests: the Cases API with Kibana's own responses" \
      org.opencontainers.image.source="https://github.com/kibana-cases-mock/kibana-cases-mock" \
      org.opencontainers.image.documentation="https://github.com/kibana-cases-mock/kibana-cases-mock#readme" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Health checks written for Elastic's image call curl
RUN if command -v apk; then apk add --no-cache curl; fi
WORKDIR /app
COPY --from=build /build/dist dist
COPY --from=build /build/fixtures-of-user /fixtures
COPY package.json LICENSE ./
COPY fixtures fixtures
ENV NODE_ENV=production KCM_FIXTURES_DIR=/fixtures
USER node
EXPOSE 5601
# Older builders refuse --start-interval: examples/compose and `docker run --health-start-interval` ask every half second at first
HEALTHCHECK --interval=5s --timeout=10s --start-period=30s CMD ["node", "--max-semi-space-size=64", "/app/dist/cli.js", "--health"]
ENTRYPOINT ["node", "--max-semi-space-size=64", "/app/dist/cli.js"]
