"""What can be evaluated: the assistant, what it is compared with, and any chat service.

base       what every system does: answer a question, and (most of them) find places
"""
