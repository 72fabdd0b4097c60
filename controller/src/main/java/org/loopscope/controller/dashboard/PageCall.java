package org.loopscope.controller.dashboard;

import org.loopscope.controller.operator.Answer;

/** What comes from outside to the dashboard's thread. */
sealed interface PageCall {
    /** A page has been opened. */
    record Opened(PageClient page) implements PageCall {}

    /** A page has gone. */
    record Closed(PageClient page) implements PageCall {}

    /** A page asks for something. */
    record Said(PageClient page, String text) implements PageCall {}

    /** What became of a page's command. */
    record Answered(PageClient page, String id, Answer answer) implements PageCall {}

    /** What is shown from now on: a session that begins, or one to look back on. */
    record Shows(PageView view) implements PageCall {}
}
