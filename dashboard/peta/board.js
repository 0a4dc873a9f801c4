// Draws the map that picture.py describes, and keeps what the viewer did with it: a refresh changes
// only what is different. Names are set as text, never as markup.
const SVG = "http://www.w3.org/2000/svg"
const CLOSEST = 40 // times the whole

const SHAPES = {
  circle: "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z",
  ring: "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z",
  square: "M-.92-.92H.92V.92H-.92Z",
  triangle: "M0-1.1L1.1.86H-1.1Z",
  diamond: "M0-1.2L1.2 0L0 1.2L-1.2 0Z",
  hexagon: "M-.58-1H.58L1.15 0L.58 1H-.58L-1.15 0Z",
  star: "M-.38-1.1H.38V-.38H1.1V.38H.38V1.1H-.38V.38H-1.1V-.38H-.38Z",
}

const make = (name, parent, className) => {
  const made = document.createElementNS(SVG, name)
  if (className) made.setAttribute("class", className)
  parent?.append(made)
  return made
}

const put = (node, name, value) => {
  if (value === null) node.removeAttribute(name)
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value)
}

const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text
}

class Board {
  constructor(root) {
    this.root = root
    this.svg = root.querySelector("svg")
    this.tip = root.querySelector(".m-tip")
    this.foot = root.querySelector(".m-foot")
    this.tools = root.querySelector(".m-tools")
    this.all = make("g", this.svg)
    this.land = make("g", this.all, "m-land")
    this.names = make("g", this.all, "m-names")
    this.sites = make("g", this.all, "m-sites")
    this.marks = new Map()
    this.fingers = new Map()
    this.zoom = 1
    this.moved = 0
    new ResizeObserver(() => this.measured()).observe(root)
    this.listen()
  }

  show(data) {
    // Until the server asks for another part, the viewer stays where they moved to.
    const asked = JSON.stringify([data.part, data.whole])
    const elsewhere = asked !== this.asked
    const first = !this.data
    this.data = data
    put(this.svg, "aria-label", data.words.map)
    put(this.root, "data-still", data.still)
    this.tools.hidden = data.still
    for (const button of this.tools.children) put(button, "aria-label", data.words[button.name])
    for (const button of this.tools.children) put(button, "title", data.words[button.name])
    this.drawLand()
    const before = [...this.marks.keys()].join()
    this.drawSites()
    this.asked = asked
    if (elsewhere) this.look()
    else if (first || before !== [...this.marks.keys()].join()) this.draw()
    if (this.touched) this.note()
  }

  measured() {
    const { width, height } = this.root.getBoundingClientRect()
    if (!width || !height || (width === this.width && height === this.height)) return
    const middle = this.width ? this.middle() : null
    this.width = width
    this.height = height
    put(this.svg, "viewBox", `0 0 ${width} ${height}`)
    if (!this.data) return
    if (this.touched && middle) this.center(middle)
    else this.look()
  }

  // ---- which part is shown: a place p (units) lies at p * scale + (left, top), in pixels

  fit([, , width, height]) {
    return Math.min(this.width / width, this.height / height)
  }

  get scale() {
    return this.fit(this.data.whole) * this.zoom
  }

  look() {
    if (!this.width || !this.data) return
    const { whole, part } = this.data
    const box = part ?? whole
    this.touched = false
    this.zoom = Math.min(CLOSEST, Math.max(1, this.fit(box) / this.fit(whole)))
    this.center([box[0] + box[2] / 2, box[1] + box[3] / 2])
  }

  middle() {
    return [(this.width / 2 - this.left) / this.scale, (this.height / 2 - this.top) / this.scale]
  }

  center([x, y]) {
    this.left = this.width / 2 - x * this.scale
    this.top = this.height / 2 - y * this.scale
    this.draw()
  }

  zoomTo(zoom, x = this.width / 2, y = this.height / 2) {
    const before = this.scale
    this.zoom = Math.min(CLOSEST, Math.max(1, zoom))
    const times = this.scale / before
    this.left = x - (x - this.left) * times
    this.top = y - (y - this.top) * times
    this.went()
  }

  went() {
    this.touched = true
    this.hush()
    if (!this.frame) this.frame = requestAnimationFrame(() => ((this.frame = 0), this.draw(false)))
    clearTimeout(this.settling)
    this.settling = setTimeout(() => {
      this.draw()
      this.note()
    }, 200)
  }

  // The address shows this part again. The server is not told: nothing there depends on it.
  note() {
    if (this.data.still || !this.root.isConnected) return
    const url = new URL(location.href)
    url.searchParams.delete(this.data.drop)
    url.searchParams.delete(this.data.view)
    if (this.zoom > 1) {
      const width = Math.round(Math.min(this.width, this.height) / this.scale)
      const [x, y] = this.middle().map(Math.round)
      url.searchParams.set(this.data.view, `${x},${y},${width}`)
    }
    if (url.href !== location.href) history.replaceState(history.state, "", url)
  }

  // ---- drawing

  drawLand() {
    const drawn = JSON.stringify(this.data.outlines)
    if (drawn === this.drawnLand) return
    this.drawnLand = drawn
    this.land.replaceChildren()
    this.names.replaceChildren()
    for (const { path, name, at } of this.data.outlines) {
      put(make("path", this.land), "d", path)
      const text = make("text", this.names)
      text.textContent = name
      text.place = at
    }
  }

  drawSites() {
    const left = new Set(this.marks.keys())
    for (const bare of this.data.marks) {
      const mark = { ...this.data.shades[bare.shade], ...bare }
      left.delete(mark.id)
      const made = this.marks.get(mark.id) ?? this.makeSite(mark.id)
      made.mark = mark
      const href = this.data.still ? null : mark.href
      put(made.link, "href", href)
      const also = (mark.asked ? " m-asked" : "") + (href ? " p-go" : "")
      put(made.link, "class", `m-site m-${mark.tone} m-${mark.shape}${also}`)
      put(made.link, "aria-label", [mark.name, ...mark.lines].join(", "))
      put(made.shape, "d", SHAPES[mark.shape])
      put(made.ring, "visibility", mark.ring ? null : "hidden")
      say(made.sign, mark.sign)
      if (made.rank !== mark.rank) {
        made.rank = mark.rank
        const next = [...this.sites.children].find((each) => each.made.rank > mark.rank)
        this.sites.insertBefore(made.link, next ?? null)
      }
      if (this.radius) this.size(made)
    }
    for (const id of left) {
      this.marks.get(id).link.remove()
      this.marks.delete(id)
    }
    if (this.told) this.tell(this.told)
    if (!this.data.still && ![...this.marks.values()].some(({ link }) => link.tabIndex === 0))
      this.sites.firstElementChild?.setAttribute("tabindex", "0")
  }

  makeSite(id) {
    const link = make("a", null)
    const made = { link, ring: make("circle", link, "m-halo"), shape: make("path", link) }
    made.sign = make("text", link)
    made.id = id
    link.made = made
    put(link, "tabindex", -1)
    this.marks.set(id, made)
    return made
  }

  size({ shape, sign, ring, mark }) {
    const size = this.radius * mark.size
    put(shape, "transform", `scale(${size.toFixed(2)})`)
    put(ring, "r", (size + 3.5).toFixed(1))
    put(sign, "font-size", (size * 1.45).toFixed(1))
    put(sign, "y", mark.shape === "triangle" ? (size * 0.2).toFixed(1) : null)
    put(sign, "visibility", size < 5.2 ? "hidden" : null)
  }

  // Under way sites keep their distance from where they belong; once settled they are spread anew.
  draw(settled = true) {
    if (!this.width || !this.data) return
    this.keepInside()
    const { scale } = this
    put(this.all, "transform", `translate(${this.left.toFixed(1)} ${this.top.toFixed(1)})`)
    put(this.land, "transform", `scale(${scale})`)
    put(this.root, "data-whole", this.zoom === 1 ? "" : null)
    if (scale === this.drawnScale && this.placed === this.marks.size) return
    if (!settled) return this.carry(scale)
    const usual = Math.min(24, Math.max(5, Math.min(this.width, this.height) / 105))
    this.radius = usual * Math.min(1.7, this.zoom ** 0.25)
    this.drawnScale = scale
    this.placed = this.marks.size
    for (const text of this.names.children) this.placeName(text, scale)
    this.spread(scale, this.nameBoxes())
    for (const made of this.marks.values()) {
      put(made.link, "transform", `translate(${made.x.toFixed(1)} ${made.y.toFixed(1)})`)
      this.size(made)
    }
    this.ruler(scale)
  }

  carry(scale) {
    for (const text of this.names.children) this.placeName(text, scale)
    for (const made of this.marks.values()) {
      const [x, y] = made.mark.at
      const across = x * scale + made.x - made.ax
      const down = y * scale + made.y - made.ay
      put(made.link, "transform", `translate(${across.toFixed(1)} ${down.toFixed(1)})`)
    }
  }

  // Sites that would cover one another are pushed apart, near ones at a time, and drawn back to
  // where they are: at a closer look all stand at their places. No state matters, so that nothing
  // moves when a state changes.
  spread(scale, names) {
    const apart = this.radius * 1.95
    const all = [...this.marks.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    all.forEach((each, at) => {
      each.ax = each.mark.at[0] * scale
      each.ay = each.mark.at[1] * scale
      // Those at the very same place need a direction: the golden angle gives each its own.
      each.x = each.ax + Math.cos(at * 2.39996) * 0.5
      each.y = each.ay + Math.sin(at * 2.39996) * 0.5
    })
    for (let round = 0; round < 90; round++) {
      if (round < 60) for (const each of all) this.drawBack(each)
      for (const name of names) for (const each of all) this.makeWay(each, name)
      const cells = new Map()
      for (const each of all) {
        const column = Math.floor(each.x / apart)
        const row = Math.floor(each.y / apart)
        for (let x = column - 1; x <= column + 1; x++)
          for (let y = row - 1; y <= row + 1; y++)
            for (const other of cells.get(x * 1e5 + y) ?? []) this.push(each, other, apart)
        const cell = column * 1e5 + row
        cells.has(cell) ? cells.get(cell).push(each) : cells.set(cell, [each])
      }
    }
  }

  drawBack(each) {
    each.x += (each.ax - each.x) * 0.06
    each.y += (each.ay - each.y) * 0.06
  }

  placeName(text, scale) {
    const half = text.getComputedTextLength() / 2 + 4
    let x = text.place[0] * scale
    // As long as all is seen, no name is cut.
    if (this.zoom === 1) x = Math.min(this.width - half, Math.max(half, x + this.left)) - this.left
    put(text, "x", x.toFixed(1))
    put(text, "y", (text.place[1] * scale).toFixed(1))
  }

  // Names are read best where nothing stands on them.
  nameBoxes() {
    const beyond = this.radius * 0.8
    return [...this.names.children].map((text) => {
      const { x, y, width, height } = text.getBBox()
      return { left: x - beyond, right: x + width + beyond, y: y + height / 2, high: height / 2 + beyond }
    })
  }

  makeWay(each, { left, right, y, high }) {
    if (each.x < left || each.x > right || Math.abs(each.y - y) >= high) return
    each.y += (each.y < y ? -1 : 1) * (high - Math.abs(each.y - y))
  }

  push(one, other, apart) {
    const dx = one.x - other.x
    const dy = one.y - other.y
    const far = Math.hypot(dx, dy) || 0.01
    if (far >= apart) return
    const by = (apart - far) / far / 2
    one.x += dx * by
    one.y += dy * by
    other.x -= dx * by
    other.y -= dy * by
  }

  // A unit is 10 m.
  ruler(scale) {
    const most = (110 / scale) * 10
    const power = 10 ** Math.floor(Math.log10(most))
    const metres = [5, 2, 1].map((each) => each * power).find((each) => each <= most)
    this.foot.firstElementChild.style.width = `${(metres / 10) * scale}px`
    const length = metres < 1000 ? `${metres} m` : `${metres / 1000} km`
    say(this.foot.firstElementChild, length)
    say(this.foot.lastElementChild, this.data.note)
  }

  keepInside() {
    const [x, y, width, height] = this.data.whole
    const { scale } = this
    const held = (at, side, from, size) => {
      const low = side - (from + size) * scale
      const high = -from * scale
      return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, at))
    }
    this.left = held(this.left, this.width, x, width)
    this.top = held(this.top, this.height, y, height)
  }

  // ---- what the viewer does

  listen() {
    const { svg, root } = this
    const site = (event) => event.target.closest?.(".m-site")?.made
    svg.addEventListener("pointerover", (event) => this.tell(site(event)))
    svg.addEventListener("pointerleave", () => this.hush())
    svg.addEventListener("focusin", (event) => this.tell(site(event)))
    svg.addEventListener("focusout", () => this.hush())
    svg.addEventListener("keydown", (event) => this.pressed(event))
    svg.addEventListener("pointerdown", (event) => this.down(event))
    svg.addEventListener("pointermove", (event) => this.dragged(event))
    for (const end of ["pointerup", "pointercancel"])
      svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId))
    svg.addEventListener("dragstart", (event) => event.preventDefault())
    // A drag that ends on a site does not go there.
    svg.addEventListener("click", (event) => this.moved > 5 && event.preventDefault(), true)
    svg.addEventListener("wheel", (event) => this.wheeled(event), { passive: false })
    svg.addEventListener("dblclick", (event) => {
      if (!this.data.still) this.zoomTo(this.zoom * 2, ...this.spot(event))
    })
    root.querySelector("[name=closer]").onclick = () => this.zoomTo(this.zoom * 1.6)
    root.querySelector("[name=farther]").onclick = () => this.zoomTo(this.zoom / 1.6)
    root.querySelector("[name=whole]").onclick = () => this.zoomTo(1)
  }

  spot(event) {
    const { left, top } = this.root.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }

  wheeled(event) {
    if (this.data.still) return
    // At the farthest the page scrolls on, so that nobody is caught in the map.
    if (event.deltaY > 0 && this.zoom === 1) return
    event.preventDefault()
    this.zoomTo(this.zoom * 1.0018 ** -event.deltaY, ...this.spot(event))
  }

  down(event) {
    if (this.data.still) return
    this.moved = 0
    this.fingers.set(event.pointerId, this.spot(event))
  }

  dragged(event) {
    const before = this.fingers.get(event.pointerId)
    if (!before) return
    const here = this.spot(event)
    const others = [...this.fingers].filter(([id]) => id !== event.pointerId)
    this.fingers.set(event.pointerId, here)
    this.moved += Math.hypot(here[0] - before[0], here[1] - before[1])
    if (this.moved <= 5) return
    // Only now: a captured pointer clicks the map and no site.
    if (!this.svg.hasPointerCapture(event.pointerId)) this.svg.setPointerCapture(event.pointerId)
    if (others.length === 1) {
      const [x, y] = others[0][1]
      const far = (point) => Math.hypot(point[0] - x, point[1] - y)
      this.zoomTo((this.zoom * far(here)) / Math.max(1, far(before)), x, y)
    } else if (!others.length) {
      this.left += here[0] - before[0]
      this.top += here[1] - before[1]
      this.went()
    }
  }

  pressed(event) {
    if (this.data.still || event.ctrlKey || event.metaKey || event.altKey) return
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    const times = { "+": 1.6, "=": 1.6, "-": 1 / 1.6 }[event.key]
    if (times) this.zoomTo(this.zoom * times)
    else if (event.key === "0") this.zoomTo(1)
    else if (way) this.step(event.target.made, way)
    else return
    event.preventDefault()
  }

  // To the nearest site in this direction; what lies beside the way counts thrice.
  step(from, [dx, dy]) {
    let best = null
    let least = Infinity
    for (const each of this.marks.values()) {
      const ahead = (each.x - from.x) * dx + (each.y - from.y) * dy
      const beside = Math.abs((each.x - from.x) * dy) + Math.abs((each.y - from.y) * dx)
      if (ahead > 0.5 && ahead + 3 * beside < least) {
        best = each
        least = ahead + 3 * beside
      }
    }
    if (!best) return
    put(from.link, "tabindex", -1)
    put(best.link, "tabindex", 0)
    best.link.focus()
  }

  tell(made) {
    if (!made || this.data.still || !this.marks.has(made.id)) return this.hush()
    this.told = made
    const [name, lines] = this.tip.children
    say(name, made.mark.name)
    say(lines, made.mark.lines.join("\n"))
    this.tip.hidden = false
    const x = made.x + this.left
    const y = made.y + this.top
    const { offsetWidth: width, offsetHeight: height } = this.tip
    const left = Math.min(this.width - width - 4, Math.max(4, x - width / 2))
    const above = y - height - this.radius - 8
    this.tip.style.left = `${left}px`
    this.tip.style.top = `${above > 4 ? above : y + this.radius + 8}px`
  }

  hush() {
    this.told = null
    this.tip.hidden = true
  }
}

const boards = new WeakMap()

// Mostly the same as five seconds ago.
let text, found
const read = (drawn) => {
  if (drawn !== text) [text, found] = [drawn, JSON.parse(drawn)]
  return found
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".m-map")
  if (!root || !data) return
  if (!boards.has(root)) boards.set(root, new Board(root))
  const { drawn, part, still } = data
  boards.get(root).show({ ...read(drawn), part, still })
}
