package org.loopscope.inference.tensor;

/** Which device the user wants the model to run on. */
public enum DeviceChoice {
    /** OpenCL where there is a device, else plain Java with a notice. */
    AUTO,
    /** OpenCL, or an error. */
    OPENCL,
    /** Plain Java. */
    JAVA
}
