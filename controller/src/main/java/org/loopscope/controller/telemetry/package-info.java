/** What the world sees of a session while it runs, over MQTT, and what it may ask of it; Paho and HiveMQ stay here. */
@NullMarked
package org.loopscope.controller.telemetry;

import org.jspecify.annotations.NullMarked;
