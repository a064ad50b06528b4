/**
 * Whether a server stands for a Kibana of the 8.x line. What 9.0 removed is served then, and internal routes are open to
 * everybody (`server.restrictInternalApis` is on by default from 9.0).
 */
export function isKibana8 (kibanaVersion: string): boolean {
  return kibanaVersion.startsWith('8.')
}
