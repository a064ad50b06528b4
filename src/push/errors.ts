import { conflict } from '../kibana-error.js'

// Source: Kibana 8.12, cases/server/client/cases/push.ts
export const caseIsClosed = (title: string) => conflict(`The ${title} case is closed. Pushing a closed case is not allowed.`)
