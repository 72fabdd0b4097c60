package org.loopscope.acquisition.motion;

/** Where the content of an image lies relative to the template: a reused result. */
final class Displacement {
    /** Pixels, positive to the right. */
    double xPx;
    /** Pixels, positive downwards. */
    double yPx;
}
