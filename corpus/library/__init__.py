"""The documents of a home folder: what was added, from where, what people said of it, and what it was before.

library      Library: everything that is done with documents that were added
adding       which file is a new state of a document, and which is another document
files, catalog        the files of a folder, and what a catalog says of them
shelf        documents on disk, with the record of their files
versions, tombstones  earlier states, and what is left of what was removed
corrections  what a person says in place of what was inferred
drafts       drafts that do not answer where their final report is here
unread       what of a document's file was not read
starter      the documents that come with the program
"""
