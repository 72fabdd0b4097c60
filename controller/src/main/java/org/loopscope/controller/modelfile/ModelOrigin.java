package org.loopscope.controller.modelfile;

/**
 * Where a network was learnt, for people, and what it is made of.
 *
 * @param session its identifier
 * @param presentations that it was learnt from
 * @param software that it was learnt with
 * @param pictureSize of the pictures
 * @param core the core's kind
 * @param readout the readout's kind
 */
public record ModelOrigin(
        String session, int presentations, String software, String pictureSize, String core, String readout) {
    @Override
    public String toString() {
        return "session " + session + ", " + presentations + " presentations of " + pictureSize + ", " + software + ", "
                + core + " core";
    }
}
