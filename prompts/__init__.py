"""What chat models are told: one file for each prompt and language. Data alone; `assistant.prompts` reads them."""
