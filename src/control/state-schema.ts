export interface State { cases?: object[] }
