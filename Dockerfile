FROM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY fixtures fixtures
RUN node scripts/build.mjs && mkdir fixtures-of-user

FROM node:24-alpine
WORKDIR /app
COPY --from=build /build/dist dist
COPY --from=build /build/fixtures-of-user /fixtures
COPY package.json LICENSE ./
COPY fixtures fixtures
ENV NODE_ENV=production KCM_FIXTURES_DIR=/fixtures
USER node
EXPOSE 5601
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["node", "--max-semi-space-size=64", "/app/dist/cli.js", "--health"]
ENTRYPOINT ["node", "--max-semi-space-size=64", "/app/dist/cli.js"]
