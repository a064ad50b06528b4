import type { SavedAlert } from '../alert.js'
import type { Parsing } from './clause.js'

export type Options = Readonly<Record<string, unknown>>
export type Aggregation = (alerts: readonly SavedAlert[]) => object
/** Builds an aggregation from its options and its sub-aggregations. */
export type Builder = (options: Options, below: Aggregation, parsing: Parsing) => Aggregation
