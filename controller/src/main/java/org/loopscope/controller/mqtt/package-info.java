/**
 * The way to a broker and back: sending what {@link org.loopscope.controller.telemetry} says, the broker that Loopscope brings
 * along and who may do what there, and operators' commands as they arrive. Paho and HiveMQ stay here.
 */
@NullMarked
package org.loopscope.controller.mqtt;

import org.jspecify.annotations.NullMarked;
