/** A timing device on a Raspberry Pi's pins through Pi4J, the only package that names Pi4J's types. */
@NullMarked
package org.loopscope.firmware.pi4j;

import org.jspecify.annotations.NullMarked;
