/** What pages are told, read off their wires. */
@NullMarked
package org.loopscope.controller.dashboard;

import org.jspecify.annotations.NullMarked;
