"""Models that misbehave, servers that fail, documents that give orders: what comes through? `python -m evals.hostile`.

prompt, honest, untrue, active, leaking, broken, adversary   what a scripted model replies to a prompt
behaviours        all of that by name
scripted          a LangChain chat model that replies so
server, serving, faults   an HTTP server that speaks the OpenAI protocol, replies so and fails as told
attacks           the poisoned passages and the hostile questions: passages.jsonl, questions.jsonl
judge             what of it got into an answer
"""
