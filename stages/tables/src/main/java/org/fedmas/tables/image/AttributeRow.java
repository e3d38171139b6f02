package org.fedmas.tables.image;

/**
 * One attribute of an image, such as the patient's age.
 *
 * @param imageId the image, as in the index
 * @param name name of the attribute
 * @param value as the data set writes it
 */
public record AttributeRow(String imageId, String name, String value) {}
