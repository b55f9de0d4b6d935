extensions = ["course"]
course_check = False  # the checks ask for the evidence of a course; here is none
course_reviewed = "nothing to sign"
