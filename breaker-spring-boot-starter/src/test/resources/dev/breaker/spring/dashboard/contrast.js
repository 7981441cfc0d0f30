// Returns the texts that are seen and whose contrast to their ground is less than WCAG's AA asks for.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});

function over(colour, ground) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = `rgb(${ground.join(",")})`;
  canvas.fillRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

function groundOf(element) {
  const chain = [];
  for (let at = element; at; at = at.parentElement) {
    chain.unshift(getComputedStyle(at).backgroundColor);
  }
  return chain.reduce((ground, colour) => over(colour, ground), [255, 255, 255]);
}

function luminance(colour) {
  const [r, g, b] = colour.map(part => part / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function isSeen(element) {
  return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !element.closest(".unseen, .caption, option");
}

function hasText(element) {
  return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
}

const dialog = document.querySelector("dialog[open]");
return [...(dialog ?? document.body).querySelectorAll("*")]
  .filter(element => hasText(element) && isSeen(element) && !["SCRIPT", "STYLE"].includes(element.tagName))
  .map(element => {
    const ground = groundOf(element);
    const found = ratio(over(getComputedStyle(element).color, ground), ground);
    return found < 4.5 ? `${found.toFixed(2)} for "${element.textContent.slice(0, 40)}"` : null;
  })
  .filter(fault => fault);
