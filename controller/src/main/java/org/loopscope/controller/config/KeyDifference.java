package org.loopscope.controller.config;

/**
 * A key that two experiments do not have in common.
 *
 * @param key as it is written for {@code --set}, such as {@code blocks.map.policy}
 * @param before its value in the first, {@link #LEFT_OUT} where it takes its default
 * @param after the same in the second
 */
public record KeyDifference(String key, String before, String after) {
    public static final String LEFT_OUT = "(left out)";

    /** Whether it is in this section, or the section itself. */
    public boolean in(String section) {
        return key.equals(section) || key.startsWith(section + ".");
    }
}
