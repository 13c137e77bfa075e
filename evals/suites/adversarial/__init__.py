"""Models that misbehave, servers that fail, documents that give orders: what comes through? (`make hostile`)

parts    all of them in order
         shown (poisoned passages, hostile questions, misbehaving and honest models, what it costs)
         pairs (true and false statements over one quotation; follow-ups)
         failing (servers that fail, people who leave)
asked    ground (the libraries), asking (one question while a model behaves in some way)
models   prompt (as a model reads it), behaviours (all by name: honest, untrue, broken, leaking), adversary (obeys)
         scripted (a LangChain chat model), server with replying and faults (one that speaks the OpenAI protocol)
judge    what of it got into an answer: judge, said, markup, leaks
data     passages.jsonl, questions.jsonl, pairs.jsonl; planted.toml: what is made up
"""
