"""When something was said, counted on in the browser: "2 minutes ago"."""

from datetime import datetime

from components.engine.light import Light


class Age(Light, component='age.js'):
    """Never sends anything after it was made."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.props['at'] = moment.isoformat()
