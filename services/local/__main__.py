"""Looks at, or ends, what runs on a data folder: `python -m services.local status|stop`.

Serves people and programs beside both lines; `make status` and `make stop` call it.
"""

import json
import os
import sys
from pathlib import Path

from services.local.errors import LocalStackError
from services.local.gateway_process import GatewayProcess
from services.local.instance import Instance
from services.local.postgres import Postgres


def main(arguments: list[str]) -> int:
    instance = Instance(Path(os.environ.get('TRADEWIND_DATA') or '.tradewind'))
    if arguments == ['status']:
        return status(instance)
    if arguments == ['stop']:
        return stop(instance)
    return _say('Usage: python -m services.local status|stop')


def status(instance: Instance) -> int:
    """Print one JSON object about the running app."""
    found = instance.status()
    if found is None:
        return _say(f'No Tradewind runs on {instance.data}; start it with `make run`.')
    sys.stdout.write(json.dumps(found, indent=2) + '\n')
    return 0


def stop(instance: Instance) -> int:
    """End the app and whatever it left behind."""
    if not instance.data.is_dir():
        sys.stdout.write('Nothing was running.\n')
        return 0
    stopped = [instance.stop_app()]
    try:
        instance.claim()
        pid = instance.read().get('pids', {}).get('gateway')
        gateway = GatewayProcess(0, '', '', log=instance.data / 'gateway.log')
        stopped.append(bool(pid) and gateway.stop_orphan(pid))
        stopped.append(Postgres(instance.data / 'postgres', '').stop_orphan())
        instance.clear()
    except LocalStackError as error:
        return _say(str(error))
    finally:
        instance.release()
    sys.stdout.write('Stopped.\n' if any(stopped) else 'Nothing was running.\n')
    return 0


def _say(sentence: str) -> int:
    sys.stderr.write(f'{sentence}\n')
    return 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
