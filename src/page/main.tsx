import { render } from 'preact'
import { App } from './frame/app.js'
import './state/theme.js'
import { isLogin } from './state/address.js'
import { connect } from './state/server.js'
import './styles/index.css'

render(<App />, document.getElementById('page')!)
if (!isLogin) connect()
