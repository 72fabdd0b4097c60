package org.loopscope.controller.modelfile;

/**
 * Where a network was learnt; for people.
 *
 * @param session its identifier
 * @param presentations that it was learnt from
 * @param software that it was learnt with
 * @param pictureSize of the pictures
 */
public record ModelOrigin(String session, int presentations, String software, String pictureSize) {
    @Override
    public String toString() {
        return "session " + session + ", " + presentations + " presentations of " + pictureSize + ", " + software;
    }
}
