/** A small project: a method, an unused function, tests that leave some mutants alive. */
export const SHOP: { readonly [path: string]: string } = {
  "src/shop/__init__.py": "",
  "src/shop/cart.py": `"""A cart."""


def total(prices, discount=0):
    """Sums up."""
    if discount > 100:
        raise ValueError("too much")
    s = 0
    for p in prices:
        s += p
    return s - s * discount / 100


class Cart:
    limit = 3

    def __init__(self, items=None):
        self.items = items or []

    def add(self, item):
        if len(self.items) >= self.limit and item is not None:
            return False
        self.items.append(item)
        return True


def unused(ä):
    return ("ä", ä + 1)
`,
  "tests/test_cart.py": `from shop.cart import Cart, total


def test_total():
    assert total([1, 2]) == 3


def test_add():
    cart = Cart()
    assert cart.add(1)
    assert cart.items == [1]
`,
  "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["src"]\n',
};
