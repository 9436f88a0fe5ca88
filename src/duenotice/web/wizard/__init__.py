"""The import wizard: a partner's list (CSV or XLSX) into the files of people, step by step.

Takes an uploaded file, which is kept sealed until it is taken in or seven days have passed, and what
somebody chose about its header, columns, values and dates; gives a preview, one transaction that takes it
in, its undoing for a day, and the rejected rows as a file. It must not know what an order asks, and must not
guess: what is recognised is only proposed. How cells are read is `importers.roster` and `people.incoming`,
which know no page.

    upload -> sheet and header row -> columns -> values and dates -> preview -> taken in -> (undone)
               files, sheets          meanings    reading             comparing   services   undoing
"""
