"""Parts of screens that know neither rows nor services: buttons, menus, toasts, formats."""
