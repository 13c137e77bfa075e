"""What can go wrong with an answer.

OgpError
└── AssistantFault
    ├── PromptFault
    │   ├── PromptUnknown             no prompt of that name, or not in that language
    │   ├── PromptDamaged             the file of a prompt is not written as it must be
    │   ├── PromptVariableMissing     a prompt was filled without a value that it needs
    │   └── PromptVariableUndeclared  a prompt was filled with a value that it does not know
    └── ModelFault
        ├── ModelSettingWrong         a setting of the chat model cannot be read
        ├── ModelPackageMissing       the package that reaches it is not installed
        ├── ModelKeyMissing           it needs a key, and there is none
        └── ModelUnusable             it cannot be opened with these settings
"""

from __future__ import annotations

from corpus.errors import OgpError


class AssistantFault(OgpError):
    template = "The question cannot be answered."


class PromptFault(AssistantFault):
    """Something about the prompt `name` in `language`, or its `file`."""

    template = "The prompt {name} cannot be used."


class PromptUnknown(PromptFault):
    template = "There is no prompt {name} in the language {language}; these are there: {known}."


class PromptDamaged(PromptFault):
    template = "The prompt file {file} cannot be used: {reason}. Put back the file that was installed."


class PromptVariableMissing(PromptFault):
    template = "The prompt {name} ({language}) was given no value for: {variables}."


class PromptVariableUndeclared(PromptFault):
    template = "The prompt {name} ({language}) does not declare: {variables}. It takes: {declared}."


class ModelFault(AssistantFault):
    template = "The chat model cannot be used."


class ModelSettingWrong(ModelFault):
    template = "{variable} is {value!r}, and should be: {wanted}"


class ModelPackageMissing(ModelFault):
    template = "The chat model {model} needs the Python package {package}, which is not installed. Run: make models"


class ModelKeyMissing(ModelFault):
    template = "The chat model {model} needs a key. Put it into the environment variable {variable} or OGP_MODEL_KEY."


class ModelUnusable(ModelFault):
    template = "The chat model {model} cannot be opened ({reason}). Check its name and OGP_MODEL_URL."
