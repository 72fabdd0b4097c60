/**
 * The page on which a session is watched and steered: a small web server, what open pages are told, and what they ask.
 * {@code src/main/dashboard} has the page itself.
 */
@NullMarked
package org.loopscope.controller.dashboard;

import org.jspecify.annotations.NullMarked;
