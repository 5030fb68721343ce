"""What can't be done in a class, each with a sentence that says what to do."""


class ClassError(ValueError):
    """Anything that a class refuses."""


class NoClass(ClassError):
    """No class has this code, or it is over."""


class NotTheTeacher(ClassError):
    """The secret of the class's teacher is missing or wrong."""


class NotNow(ClassError):
    """The question is not at this point, or is another one by now."""


class Impossible(ClassError):
    """What was sent has not the form that it must have."""
