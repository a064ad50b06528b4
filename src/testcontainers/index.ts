export { KibanaCasesContainer, type ContainerOptions } from './container.js'
export { StartedKibanaCasesContainer } from './started-container.js'
