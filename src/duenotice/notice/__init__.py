"""Notice: what notice leaves a person time for, and the days that go with it.

Takes an order, a person's record, the options of the shelf and a day; gives the window: what can be
done before the earliest lawful act, by when, and what it needs; and calendar feeds that tell nobody
anything. Must not know the clock, a file or a screen; counting is `days.counting`, verdicts are `reason`.
"""
