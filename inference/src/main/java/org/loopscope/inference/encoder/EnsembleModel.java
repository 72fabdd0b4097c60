package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.List;
import org.loopscope.stimulus.PictureSize;

/**
 * Several models of the same responses, which predict the mean of what they predict: models that err for different
 * reasons err less together (Hansen and Salamon 1990).
 */
public final class EnsembleModel implements EncodingModel {
    private final List<EncodingModel> members;

    /** @param members closed with the ensemble; for the same neurons and pictures */
    public EnsembleModel(List<? extends EncodingModel> members) {
        this.members = List.copyOf(members);
        EncodingModel first = this.members.getFirst();
        for (EncodingModel member : this.members) {
            if (member.neurons() != first.neurons() || !member.pictureSize().equals(first.pictureSize())) {
                throw new IllegalArgumentException("an ensemble of models for " + first.neurons() + " neurons and "
                        + first.pictureSize() + ", and for " + member.neurons() + " neurons and "
                        + member.pictureSize());
            }
        }
    }

    @Override
    public int neurons() {
        return members.getFirst().neurons();
    }

    @Override
    public PictureSize pictureSize() {
        return members.getFirst().pictureSize();
    }

    @Override
    public void add(float[] image, float[] response) {
        members.forEach(member -> member.add(image, response));
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        members.forEach(member -> member.addValidation(image, response));
    }

    @Override
    public void releaseValidation() {
        members.forEach(EncodingModel::releaseValidation);
    }

    @Override
    public int presentations() {
        return members.stream().mapToInt(EncodingModel::presentations).min().orElseThrow();
    }

    /** Every member takes the steps. The loss is the mean over those that took some. */
    @Override
    public float train(int steps, float learningRate) {
        float sum = 0;
        int trained = 0;
        for (EncodingModel member : members) {
            float loss = member.train(steps, learningRate);
            if (!Float.isNaN(loss)) {
                sum += loss;
                trained++;
            }
        }
        return trained == 0 ? Float.NaN : sum / trained;
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        float[] ofMember = new float[count * neurons()];
        Arrays.fill(rates, 0, ofMember.length, 0f);
        List<EncodingModel> fitted = fitted();
        for (EncodingModel member : fitted) {
            member.predict(images, count, ofMember);
            addShare(ofMember, rates, fitted.size());
        }
    }

    /** Drives are averaged as rates are. */
    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        float[] ofMember = new float[count * neurons()];
        float[] gradientOfMember = new float[count * pictureSize().pixels()];
        Arrays.fill(rates, 0, ofMember.length, 0f);
        Arrays.fill(gradient, 0, gradientOfMember.length, 0f);
        List<EncodingModel> fitted = fitted();
        for (EncodingModel member : fitted) {
            member.inputGradient(images, count, weights, ofMember, gradientOfMember);
            addShare(ofMember, rates, fitted.size());
            addShare(gradientOfMember, gradient, fitted.size());
        }
    }

    /** Those that predict from something; all, where none does yet. */
    private List<EncodingModel> fitted() {
        List<EncodingModel> fitted =
                members.stream().filter(member -> member.presentations() > 0).toList();
        return fitted.isEmpty() ? members : fitted;
    }

    private static void addShare(float[] ofMember, float[] to, int members) {
        for (int i = 0; i < ofMember.length; i++) {
            to[i] += ofMember[i] / members;
        }
    }

    @Override
    public int parameterCount() {
        return members.stream().mapToInt(EncodingModel::parameterCount).sum();
    }

    /** The members', one behind the other. */
    @Override
    public float[] parameters() {
        float[] all = new float[parameterCount()];
        int at = 0;
        for (EncodingModel member : members) {
            float[] ofMember = member.parameters();
            System.arraycopy(ofMember, 0, all, at, ofMember.length);
            at += ofMember.length;
        }
        return all;
    }

    @Override
    public void restore(float[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException("encoder: a state of " + parameters.length + " numbers does not fit this"
                    + " ensemble of " + members.size() + " models, which has " + parameterCount());
        }
        int at = 0;
        for (EncodingModel member : members) {
            member.restore(Arrays.copyOfRange(parameters, at, at + member.parameterCount()));
            at += member.parameterCount();
        }
    }

    @Override
    public String device() {
        return members.getFirst().device();
    }

    @Override
    public void close() {
        members.forEach(EncodingModel::close);
    }
}
