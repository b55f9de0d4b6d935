"""Every word that the scripts of the course show, in the catalogue `course`; `%1`, `%2` stand for what they fill in."""

from __future__ import annotations

from course.sphinxext.strings import _


def progress_words() -> dict[str, str]:
    """Return the words on how far the learner is and on what this device keeps."""
    return {
        "progress": str(_("%1 of %2 done, about %3 min left")),
        "finished": str(_("You have finished the course.")),
        "allDone": str(_("Parts done: all %1")),
        "done": str(_("done")),
        "started": str(_("started")),
        "continue": str(_("Continue where you left: %1")),
        "goOn": str(_("Go on with: %1")),
        "nextPart": str(_("the next part")),
        "markDone": str(_("Mark this lesson as done")),
        "markOpen": str(_("Mark this lesson as not done")),
        "lessonDone": str(_("This lesson is marked as done.")),
        "lessonOpen": str(_("This lesson is open again.")),
        "lessonAnswered": str(_("All practice questions answered: this lesson is done.")),
        "blocked": str(_("This browser keeps nothing for this page. You can learn; progress is lost on closing it.")),
        "apart": str(_("Firefox keeps each page on a disk apart, so the course cannot see what you did on other pages. "
                       "Open it from a server, as one file, or in another browser.")),
        "full": str(_("The storage of this browser is full. What you do from now on is lost on closing this page.")),
        "damaged": str(_("Some saved progress could not be read and was left out. The rest is as it was.")),
        "whose": str(_("%1: %2")),
        "dueToday": str(_("Due for review today: %1")),
    }  # fmt: skip


def keep_words() -> dict[str, str]:
    """Return the words on files of progress and on who learns here, which only a page with their place shows."""
    return {
        "keepTitle": str(_("Your progress on this device")),
        "staysHere": str(_("Your progress and answers are kept in this browser only. Nobody else receives them.")),
        "export": str(_("Save progress to a file")),
        "exported": str(_("The file was handed to your browser's downloads.")),
        "import": str(_("Take over progress from a file")),
        "imported": str(_("Progress was taken over. What was done on either side counts as done.")),
        "partlyImported": str(_("Progress was taken over. Damaged entries of the file were left out: %1.")),
        "notKept": str(_("Progress was read, but this browser cannot keep it.")),
        "wrongFile": str(_("This is no progress file; nothing was changed.")),
        "wrongCourse": str(_("This file belongs to another course; nothing was changed.")),
        "reset": str(_("Delete my progress …")),
        "resetTitle": str(_("Delete all progress?")),
        "resetText": str(_("Answers, results and the completion record of this course are removed from this device. "
                           "This cannot be undone.")),
        "resetYes": str(_("Delete everything")),
        "resetNo": str(_("Keep it")),
        "resetDone": str(_("All progress of this course was removed from this device.")),
        "learnerIs": str(_("%1 is learning here.")),
        "learnerFirst": str(_("Somebody without a name is learning here.")),
        "learnerOther": str(_("Not you? Your name or nickname")),
        "learnerBegin": str(_("Go on as this learner")),
        "learnerApart": str(_("Each learner on this device has progress and answers of their own.")),
        "goOnAs": str(_("Go on as %1")),
        "goOnFirst": str(_("Go on as the learner without a name")),
        "welcome": str(_("%1 is learning here now.")),
        "welcomeFirst": str(_("The learner without a name goes on.")),
    }  # fmt: skip


def look_words() -> dict[str, str]:
    """Return the words on how pages look."""
    return {
        "lookTitle": str(_("Display")),
        "lookColors": str(_("Colors")),
        "lookAuto": str(_("As the system")),
        "lookLight": str(_("Light")),
        "lookDark": str(_("Dark")),
        "lookText": str(_("Text size")),
        "lookPercent": str(_("%1%")),
        "lookClose": str(_("Close")),
    }


def take_words() -> dict[str, str]:
    """Return the words on what can be printed and taken along; the editions by their kinds."""
    return {
        "lookClose": str(_("Close")),
        "takeTitle": str(_("Print or take along")),
        "takePrint": str(_("Print this page")),
        "takeThis": str(_("This page on paper")),
        "takeWhole": str(_("The whole course")),
        "takeOne-handout": str(_("Handout")),
        "takeOne-aid": str(_("Job aid")),
        "takeOne-largeHandout": str(_("Handout in large print")),
        "take-book": str(_("The course as a book")),
        "take-large": str(_("The book in large print")),
        "take-epub": str(_("E-book")),
        "take-onefile": str(_("One file for mail and phones")),
        "take-singlehtml": str(_("The course as one page")),
        "take-text": str(_("Plain text")),
        "takeSheets": str(_("Handouts and job aids: %1")),
        "take-handout": str(_("Handouts")),
        "take-aid": str(_("Job aids")),
        "take-largeHandout": str(_("Handouts in large print")),
    }


def finished_words() -> dict[str, str]:
    """Return the words at the end of a course."""
    return {
        "finishedOn": str(_("Finished on %1.")),
        "finishedOf": str(_("%1 of %2")),
        "finishedParts": str(_("Parts done")),
        "finishedBefore": str(_("Points before the course")),
        "finishedTest": str(_("Points in the best post-test")),
        "finishedPractice": str(_("Practice right at the last try")),
        "finishedRecord": str(_("Open your record")),
        "finishedReview": str(_("Plan your reviews")),
    }


def practice_words() -> dict[str, str]:
    """Return the words on practice and confidence."""
    return {
        "nextDue": str(_("Next question of this review (still to come: %1)")),
        "lastDue": str(_("That was the last one. Back to the review")),
        "howSure": str(_("How sure are you? (optional)")),
        "guessing": str(_("Guessing")),
        "fairlySure": str(_("Fairly sure")),
        "certain": str(_("Certain")),
    }


def review_words() -> dict[str, str]:
    """Return the words of the page with what is worth another look."""
    return {
        "confidentlyWrong": str(_("Sure, but not correct")),
        "confidentlyWrongText": str(_("Begin here: these errors feel right.")),
        "missed": str(_("Not correct at the last try")),
        "missedText": str(_("Answer each of them once more; the link opens the question afresh.")),
        "due": str(_("Due for another look")),
        "dueText": str(_("You were right some days ago. Check that it has stayed.")),
        "reviewBegin": str(_("Review them now, one after the other: %1")),
        "reviewEmpty": str(_("Nothing to review yet. Questions that you answer in the lessons come back here.")),
        "reviewSome": str(_("Questions answered so far: %1. These are worth another look.")),
        "reviewNone": str(_("Questions answered so far: %1. All correct, and none is due today.")),
        "remindTitle": str(_("Reminders")),
        "remindText": str(_("A calendar file with three entries: in 1, 7 and 22 days from today.")),
        "calendar": str(_("Download reminders (.ics)")),
        "reminder": str(_("Review: %1")),
        "reminderText": str(_("Open the review page of the course and answer what is due. Ten minutes are enough.")),
    }


def posttest_words() -> dict[str, str]:
    """Return the words of taking a test, and of its result."""
    return {
        "question": str(_("Question %1.")),
        "testPassed": str(_("Passed. The pass mark is %1%.")),
        "testFailed": str(_("Not passed yet. The pass mark is %1%. Read the lessons named below, then try again.")),
        "wrongOnes": str(_("Look again at questions:")),
        "evaluateNext": str(_("Next: tell us what you think of the course")),
        "gain": str(_("Pre-test %1%, this test %2%: %3 percentage points. The two tests have different questions.")),
        "testTitle": str(_("Take the test")),
        "testLocked": str(_("The test opens when all lessons are done. Still open: %1.")),
        "testEarly": str(_("Still open lessons: %1. You may take the test now. Questions drawn for you: %2.")),
        "testUnkept": str(_("This browser keeps nothing, so the course cannot see which lessons are done, and the "
                            "test is open. Questions drawn for you: %2. Print the result if you want to keep it.")),
        "testReady": str(_("All lessons are done. Questions drawn for you: %2. There is no time limit.")),
        "testStart": str(_("Start the test")),
        "testNumber": str(_("Test %1")),
        "testHow": str(_("Questions: %1. Answers are kept while you work; you can close the page and come back.")),
        "testResumed": str(_("You have begun this test. Your answers are kept.")),
        "testContinue": str(_("Continue the test")),
        "testReview": str(_("Review your answers")),
        "reviewTitle": str(_("Review before you send")),
        "reviewOpen": str(_("Questions without an answer: %1. They count as not correct. Choose one to answer it.")),
        "reviewFull": str(_("Every question has an answer. Choose a question to change it.")),
        "isAnsweredOf": str(_("Answered: %1 of %2")),
        "caseOf": str(_("Case for questions %1 to %2")),
        "caseOfOne": str(_("Case for question %1")),
        "isAnswered": str(_("Answered:")),
        "notAnswered": str(_("Not answered:")),
        "testSend": str(_("Send and score")),
        "testBack": str(_("Back to the questions")),
        "resultTitle": str(_("Result of test %1")),
        "yourAnswers": str(_("Your answers, question by question")),
        "testAgain": str(_("Take another test with new questions")),
        "testClosed": str(_("The course has changed: of %2 questions of this test it no longer has %1. The test "
                            "is closed without a score; it counts neither as passed nor as failed.")),
        "questionsGone": str(_("Questions of this test that are no longer in the course: %1. The score is that of the "
                               "day on which the test was sent.")),
        "keysChanged": str(_("The key has changed since you sent this test: question %1. Score and verdicts are by the "
                             "key of today. By the key of that day it was %2 of %3 points.")),
        "staysPassed": str(_("You passed by the key of that day; this stays.")),
    }  # fmt: skip


def result_words() -> dict[str, str]:
    """Return the words of a result, also of a pre-test in a lesson."""
    return {
        "testScore": str(_("%1 of %2 points (%3%)")),
        "byObjective": str(_("Result by objective")),
        "objective": str(_("Objective")),
        "score": str(_("Correct")),
        "lesson": str(_("Lesson")),
        "rightOf": str(_("%1 of %2")),
        "readAgain": str(_("Read again: %1")),
        "baselineKeys": str(_("Questions of this test with another key since then: %1. The verdicts above are by the "
                              "key of today, your starting point is by that of its day.")),
        "baseline": str(_("Your starting point: %1 of %2 points on %3. Answering again does not change it.")),
    }  # fmt: skip


def record_words() -> dict[str, str]:
    """Return the words of the completion record."""
    return {
        "evaluated": str(_("Thank you. Your evaluation is complete.")),
        "recordTitle": str(_("Record of completion")),
        "recordOpen": str(_("The record appears here when every part is done. Parts still open: %1.")),
        "yourName": str(_("Your name, for the printed record")),
        "nameStays": str(_("It stays on this device and is never sent.")),
        "hasFinished": str(_("has completed the course")),
        "recordDate": str(_("Completed on")),
        "recordMinutes": str(_("Estimated time")),
        "minutes": str(_("%1 minutes")),
        "recordScore": str(_("Best post-test")),
        "recordParts": str(_("Editions of the parts")),
        "partsIn": str(_("%1 in %2")),
        "editionOf": str(_("version %1 (%2)")),
        "editionUnknown": str(_("an earlier version")),
        "recordChanged": str(_("The course has changed since: it is now %1. The record stays as it is, for the edition "
                               "that it names.")),
        "recordNew": str(_("New in the course, not needed for this record. Parts still open: %1.")),
        "noTest": str(_("no test taken")),
        "recordVersion": str(_("Version of the course")),
        "recordHash": str(_("Hash of its content")),
        "noCredit": str(_("This is no certificate and no continuing-education credit. It was made on the learner's own "
                          "device, and nobody has checked it. The questions and keys of the test are public.")),
        "recordPrint": str(_("Print or save as PDF")),
    }  # fmt: skip


def report_words() -> dict[str, str]:
    """Return the words of a report on an error, for a course that names no address."""
    return {
        "reportTitle": str(_("Report an error")),
        "reportHow": str(_("This edition names no address for errors. Fill in what is wrong, copy the text, and "
                           "give it to those who gave you the course. Nothing is sent from here.")),
        "reportText": str(_("Text of the report")),
        "reportVersion": str(_("version")),
        "reportPage": str(_("Page:")),
        "reportQuestion": str(_("Question (its number or code):")),
        "reportWrong": str(_("What is wrong:")),
        "reportSource": str(_("How do you know (source, if there is one):")),
        "reportCopy": str(_("Copy the text")),
        "reportCopied": str(_("The text was copied.")),
        "reportSelected": str(_("The text is selected; copy it with the keys of your system.")),
        "reportClose": str(_("Close")),
    }  # fmt: skip


def client_words() -> dict[str, str]:
    """Return those that any page with questions may show; each page loads them."""
    return {**progress_words(), **practice_words(), **result_words()}


def closing_words() -> dict[str, str]:
    """Return those that only the pages at the end of a course show."""
    return {**review_words(), **record_words(), **finished_words()}
