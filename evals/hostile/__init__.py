"""Models that misbehave, servers that fail, documents that give orders: what comes through? `python -m evals.hostile`.

run         __main__, run              options, the parts in order
parts       shown, following, pairs    poisoned passages, hostile questions, misbehaving and honest models; follow-ups;
                                       true and false statements over one quotation
            failing, leaving           servers that fail, people who leave
            overhead                   what it costs
            ground, asking, embedder   the libraries that are asked, and one question to them
replies     prompt                     a prompt as a model reads it
            honest, untrue, active, leaking, broken, adversary   replies to it; behaviours: all of them by name
            scripted                   a LangChain chat model that replies so
            server, serving, faults    an HTTP server that speaks the OpenAI protocol, replies so and fails as told
data        attacks                    passages.jsonl, questions.jsonl; pairs.jsonl; planted.toml: what is made up
judge       judge, markup, leaks       what of it got into an answer
"""
