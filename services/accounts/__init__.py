"""Who somebody is: Auth, sessions, members, organizations."""
