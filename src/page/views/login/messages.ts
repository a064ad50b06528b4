// Source: Kibana's security/public/authentication/login/login_page.tsx and components/login_form/login_form.tsx

/** Reasons for showing the form, by the parameter `msg` of its URL. */
export const REASONS: ReadonlyMap<string, string> = new Map([
  ['SESSION_EXPIRED', 'Your session has timed out. Please log in again.'],
  ['LOGGED_OUT', 'You have logged out of Elastic.'],
  ['UNAUTHENTICATED', 'Try logging in again, and if the problem persists, contact your system administrator.'],
])

/** The reason for a failed login, with the text of Kibana's form. */
export const loginError = (status: number | undefined) => status === 401
  ? 'Username or password is incorrect. Please try again.'
  : "We couldn't log you in. Please try again."
