/** What the world is told of a session while it runs: the messages, for MQTT and for open pages. */
@NullMarked
package org.loopscope.controller.telemetry;

import org.jspecify.annotations.NullMarked;
