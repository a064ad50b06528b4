/** The external systems behind the connectors of one server. */
export class ExternalSystems {}
