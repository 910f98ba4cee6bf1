"""How an element is made and reaches its socket; the only folder that knows NiceGUI's insides."""
