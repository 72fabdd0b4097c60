package org.loopscope.acquisition.camera.simulated;

/** A network that loses packets on purpose. */
@FunctionalInterface
public interface PacketLoss {
    /** A network that loses nothing. */
    PacketLoss NONE = (frame, packet, resent) -> false;

    /**
     * Whether this packet is lost.
     *
     * @param frame number of the frame since the camera's start, from 0
     * @param packet 0 for the leader, then the payload, and the trailer last
     * @param resent whether it is sent once more because it was asked for
     */
    boolean loses(long frame, int packet, boolean resent);
}
