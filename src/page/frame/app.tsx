import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { needsToken } from '../api.js'
import { isLogin, view } from '../state/address.js'
import { CasesView } from '../views/cases/cases-view.js'
import { ControlView } from '../views/control/control-view.js'
import { FaultsView } from '../views/faults/faults-view.js'
import { LoginView } from '../views/login/login-view.js'
import { More } from '../views/more.js'
import { RequestsView } from '../views/requests/requests-view.js'
import { RoutesView } from '../views/routes/routes-view.js'
import { SystemsView } from '../views/systems/systems-view.js'
import { TimelineView } from '../views/timeline/timeline-view.js'
import { UnknownView } from '../views/unknown-view.js'
import { Guarded } from './guarded.js'
import { Keyboard } from './keyboard.js'
import { Navigation, TabBar } from './navigation.js'
import { Palette } from './palette.js'
import { Strip } from './strip.js'
import { Toast } from './toast.js'
import { TokenForm } from './token-form.js'
import { TopBar } from './top-bar.js'
import { TITLES } from './views.js'

const VIEWS: ReadonlyMap<string, ComponentType> = new Map([
  ['timeline', TimelineView],
  ['cases', CasesView],
  ['systems', SystemsView],
  ['requests', RequestsView],
  ['faults', FaultsView],
  ['control', ControlView],
  ['routes', RoutesView],
  ['more', More],
])

export function App () {
  const name = view.value
  useEffect(() => {
    document.title = `${isLogin ? 'Sign in' : (TITLES.get(name) ?? 'Unknown view')} · kibana-cases-mock`
  }, [name])
  if (isLogin) return <LoginView />
  if (needsToken.value) return <TokenForm />
  const View = VIEWS.get(name) ?? UnknownView
  return (
    <div class='frame'>
      <a
        class='to-view'
        href='#main'
        onClick={event => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        Skip to the view
      </a>
      <TopBar />
      <Navigation />
      <main class='main' id='main' tabIndex={-1}>
        <Strip />
        <Guarded key={name} view={View} />
      </main>
      <TabBar />
      <Palette />
      <Keyboard />
      <Toast />
    </div>
  )
}
