"""Order files that the tests of this room share."""

ORDER = """---
id: doe-v-agency/2019-01-03
title: Order granting a temporary restraining order
court: C.D. Example
number: 1:19-cv-00001
judge: Judge A
docket entry: Dkt. 12
decided: 2019-01-03
territory: nationwide
time zone: America/Los_Angeles
version: 1
---

The court orders notice. [Dkt. 12]

```order
class "example class" [Dkt. 12 at 2]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia
    (b) there is a final order of removal: call it the order
    (c) there is a release from ICE custody after the order: call it the release
    (d) there is no conviction after the release
    (e) any of these holds:
      (1) there is a detention for removal after the release
      (2) the person is in the United States

duty "notice before detention" [Dkt. 12 at 5]
  owed to each member of "example class"
  before each detention for removal
  the government must give written notice of detention at least 14 days earlier

life of this order
  2019-01-03 entered [Dkt. 12]
  known through 2019-04-03 [public docket of that day]
```

> Our reading of (d). Only convictions count.

```case
released and free of convictions
  nationality Cambodia
  in the United States
  1998 final order of removal
  1999-03-02 release from ICE custody
  searched conviction through 2019-02-01
  on 2019-01-15
  expect class: yes
```
"""

RULES = """class "everyone" [Dkt. 1 at 2, to verify]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia or Côte d'Ivoire or Laos [Dkt. 1 at 3]
    (b) the person is not in the United States
    (c) the person is on the roster "list A"
    (d) there is a final order of removal: call it the order
    (e) there is the first release from ICE custody by bond after the order: call it the release
      or, on another reading: there is the last transfer on or after the order: call it the release
      or, on another reading "of ICE": there is a transfer after the order: call it the release [Dkt. 9]
    (f) there is no conviction within 90 days after the release, on or before 2019-01-03
    (g) any of these holds:
      (1) there is an interview more than 1 day after the release
      (2) there is a check-in at least 30 days before the day
      (3) there is a pardon on the day of the release
      (4) all of these hold:
        (a) there is a death before the day
        (b) the day is after 2018-02-05
        (c) the day is on or before 2019-01~
    (h) all of these hold:
      (1) there is no removal
      or, on another reading "of class counsel": any of these holds:
        (1) there is no removal before the day
        (2) the person's counsel is not "Person B, C"
  unless any of these holds:
    (i) there is a naturalization after the release
    (j) the person's presence is outside the United States

class "few" [Dkt. 2]
  a person is a member when any of these holds:
    (a) the person is not on the roster "list B"
    (b) the person's language understood is Khmer
  unless all of these hold:
    (c) there is a death

duty "mail" [Dkt. 1]
  owed to each member of "everyone"
  before each detention for removal
  the government must mail notice of detention in Khmer to counsel at least 1 day earlier

duty "hand" [Dkt. 1]
  owed to each member of "few"
  before each transfer
  the government must hand notice of detention at least 14 days earlier
    or, on another reading: earlier
    or, on another reading "of ICE": at least 24 hours earlier [Dkt. 9, to verify]
  the notice must be in a language the person understands
  the notice counts from the day it is received

duty "early" [Dkt. 1]
  owed to each member of "few"
  before each removal
  the government must give notice of removal earlier

duty "reasons" [Dkt. 4]
  owed to each member of "few"
  after each detention for removal
  the government must give a notice of reasons within 2 days
    or, on another reading "of the rule": within 3 months

duty "no removal" [Dkt. 3]
  owed to each member of "everyone"
  the government must not carry out removal
  protection ends for a person when any of these holds:
    (a) there is a motion to reopen denied
    (b) all of these hold:
      (1) there is an appeal to the BIA: call it the appeal
      (2) there is a BIA denial after the appeal

duty "no transfer" [Dkt. 3]
  owed to each member of "few"
  the government must not carry out transfer

left out: "the order speaks of hardship" [Dkt. 1 at 7]

left out: "travel documents" [Dkt. 1 at 8, to verify]
  could change "mail" when any of these holds:
    (a) there is a travel document issued

life of this order
  2019-01-03 entered [Dkt. 1]
  2019-01-10 hearing set [Dkt. 1]
  2019-01-17 extended [Dkt. 2]
  2019-02 stayed [Dkt. 3]
  2019-03-01 stay lifted [Dkt. 4]
  2019-04-01 vacated [Dkt. 5]
  2019-05-01 mandate [Dkt. 6]
  2019-06-01 superseded [Dkt. 7]
  2019-07-01 dissolved [Dkt. 8]
  2019-08-01 expired [Dkt. 9]
  known through 2019-09-01 [docket, seen on that day]
"""
"""Every sentence of the language and every timing, at least once, in the spelling of the formatter."""

EVERY_SENTENCE = f"{ORDER.split('```order', maxsplit=1)[0]}```order\n{RULES}```\n"
