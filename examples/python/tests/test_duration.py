from billing.duration import parse_duration


def test_parse_duration_reads_hours_and_minutes():
    assert parse_duration("1h 30m").seconds == 5400
