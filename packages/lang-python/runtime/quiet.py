"""Looking at values may run code of the target."""


class Quiet:
    """Wall up and alarm on around code of the target that runs while we look at a value."""

    def __init__(self, runner):
        self.runner = runner

    def __enter__(self):
        self.runner.loaded.tank.refill(self.runner.fuel)
        self.runner.wall.up()
        self.runner.alarm.start()

    def __exit__(self, *_):
        self.runner.alarm.stop()
        self.runner.wall.down()
