package org.fedmas.preprocess.dataset;

/**
 * One place whose images do not leave it, such as a hospital.
 *
 * @param id 0…K−1
 * @param name as shown in reports
 */
public record Client(int id, String name) {}
