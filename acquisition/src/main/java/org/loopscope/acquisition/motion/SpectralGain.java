package org.loopscope.acquisition.motion;

/** How much a spatial frequency counts in registration; frequencies in cycles per pixel. */
interface SpectralGain {
    double at(double fx, double fy);
}
