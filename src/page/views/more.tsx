import { Icon } from '../components/icon.js'
import { BEHIND_MORE, hrefOfView } from '../frame/views.js'

/** On phones: the views that have no tab of their own. */
export function More () {
  return (
    <>
      <div class='head'>
        <h1>More</h1>
      </div>
      <div class='body list'>
        {BEHIND_MORE.map(({ name, title, icon }) => (
          <a key={name} href={hrefOfView(name)}>
            <span class='row'>
              <Icon name={icon} />
              <b>{title}</b>
              <span class='grow' />
              <Icon name='right' />
            </span>
          </a>
        ))}
      </div>
    </>
  )
}
