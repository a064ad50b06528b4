import type { ComponentType } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { Button, CopyButton } from '../components/button.js'
import { Empty } from '../components/layout.js'

/** An error boundary: if a view fails to render, shows why and how to continue. The rest of the page keeps working. */
export function Guarded ({ view: View }: { view: ComponentType }) {
  const [error, again] = useErrorBoundary() as [Error | undefined, () => void]
  if (!error) return <View />
  return (
    <Empty icon='x'>
      <h1>The page could not draw this view</h1>
      <p role='alert'>This is a bug in the page, not in your code: {error.message}</p>
      <div class='row'>
        <Button onClick={again}>Try again</Button>
        <CopyButton text={() => String(error.stack)}>Copy the details</CopyButton>
      </div>
    </Empty>
  )
}
