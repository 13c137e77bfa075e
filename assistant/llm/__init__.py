"""Answers that a chat model words, each claim held to the documents before anybody sees it.

settings     which model, and within which limits
providers    what is particular to a provider: opening its models, and whether one can be used
client       one call: its words as they come, within a time, and what can go wrong with it
context      the passages that a model may draw from, as many as it can read
json_stream  JSON as models write it, read while it arrives
reply        what a reply states, while it arrives
align        where in a source a quotation stands
claims       a claim becomes a statement with its citations, or is dropped with a reason
generate     the calls that one answer takes, and what has passed of them
rewrite      a follow-up completed by the model
"""
