"""What scripted models say, as a LangChain chat model and as a server of the OpenAI protocol."""
