'use strict';
(() => {
  const report = JSON.parse(document.getElementById('report').textContent);
  const byId = id => document.getElementById(id);
  const [STATE, CONCERN, REASON, LINE, INPUT, SECONDS, CLOSURES, JITTER, MOVING, PEAK, CURVE, PROFILE, FORMAT, SPEAKER, LANGUAGE, TEXT, ISSUES] = Array(17).keys();
  const { rows, words, issues } = report;
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const fine = 'nothing found';
  const word = (row, column) => words[row[column]];
  const classOf = concern => concern === '' || concern === fine ? 'none' : concern.replace(' ', '-');

  // Every text becomes a text node: nothing a user named is ever markup.
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (name in element && name !== 'role') element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }
  const bdi = text => make('bdi', { dir: 'auto' }, text);

  const counted = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  function span(seconds) {
    if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
    const whole = Math.round(seconds), two = value => String(value).padStart(2, '0');
    return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)} min` : `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
  }
  const figure = (value, places) => value === null ? '' : value.toFixed(places);

  // The curve: a digit each step, the whole line across; the top of the picture is the widest a digit can tell.
  function curve(text, isLarge) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const add = (tag, attributes) => {
      const part = document.createElementNS(svg.namespaceURI, tag);
      for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
      svg.append(part);
    };
    const last = Math.max(1, text.length - 1), top = digits.length - 1;
    svg.setAttribute('viewBox', `0 0 ${last} ${top}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('class', 'curve');
    svg.setAttribute('aria-hidden', 'true');
    for (const millimetres of isLarge ? [10, 20] : []) {
      const y = top - millimetres / report.curveStepMm;
      add('line', { x1: 0, x2: last, y1: y, y2: y });
    }
    let path = `M0 ${top}`;
    for (let i = 0; i < text.length; i++) path += `L${i} ${top - digits.indexOf(text[i])}`;
    add('path', { d: `${path}L${last} ${top}Z` });
    return svg;
  }

  // What is shown: filters first, then the order.
  const filter = { text: '', concern: null, state: null, code: null, profile: null, speaker: null };
  let order = { column: 'rank', isDown: false };
  let shown = rows.map((_, index) => index);
  let chosen = -1;
  let haystacks = null;

  const issuesOf = row => {
    const found = [];
    for (let i = 0; i < row[ISSUES].length; i += 2) {
      const [isError, code, text, hint] = issues[row[ISSUES][i]];
      found.push({ isError, code, text, hint, place: row[ISSUES][i + 1] });
    }
    return found;
  };
  function haystackOf(row) {
    const codes = issuesOf(row).map(issue => `${issue.code} ${issue.text}`);
    return [row[LINE], row[INPUT], row[REASON], row[TEXT] ?? '', word(row, STATE), word(row, CONCERN), word(row, PROFILE), word(row, SPEAKER), word(row, LANGUAGE), ...codes].join('\n').toLowerCase();
  }

  const collator = new Intl.Collator('en', { numeric: true });
  const byText = value => (a, b) => collator.compare(value(a), value(b));
  // Lines without a figure come last, whichever way it is sorted.
  const byNumber = column => (a, b, isDown) => a[column] === null ? (b[column] === null ? 0 : 1) : b[column] === null ? -1 : (a[column] - b[column]) * (isDown ? -1 : 1);
  const columns = [
    { id: 'state', name: 'State', compare: byText(row => word(row, STATE)), cell: stateCell },
    { id: 'line', name: 'Line', compare: byText(row => row[LINE]), cell: lineCell },
    { id: 'curve', name: 'Mouth', about: 'How wide the mouth is open over the line; sorts by the widest opening', compare: byNumber(PEAK), isNumber: true, cell: row => row[CURVE] ? [curve(row[CURVE])] : [] },
    { id: 'seconds', name: 'Length', style: 'number', compare: byNumber(SECONDS), isNumber: true, cell: row => [row[SECONDS] ? span(row[SECONDS]) : ''] },
    { id: 'closures', name: 'Shut', about: 'How often the lips shut', style: 'number wide', compare: byNumber(CLOSURES), isNumber: true, cell: row => [figure(row[CLOSURES], 0)] },
    { id: 'jitter', name: 'Jitter', about: 'Share of the movement that is quicker than 30 ms', style: 'number wide', compare: byNumber(JITTER), isNumber: true, cell: row => [figure(row[JITTER], 2)] },
    { id: 'rank', name: 'Worth a look', about: 'Worst first', style: 'wide', compare: null, cell: row => [make('span', { className: `clamp reason ${classOf(word(row, CONCERN))}` }, bdi(row[REASON]))] },
    { id: 'who', name: 'Speaker, profile', style: 'wider', compare: byText(row => `${word(row, SPEAKER)}\n${word(row, PROFILE)}`), cell: whoCell },
    { id: 'text', name: 'Text', style: 'wider', compare: byText(row => row[TEXT] ?? ''), cell: row => [make('span', { className: 'clamp', dir: 'auto' }, row[TEXT] ?? '')] },
  ];

  function stateCell(row) {
    return [make('span', { className: `badge ${classOf(word(row, CONCERN))}` }, make('span', { className: 'dot' }), make('span', {}, word(row, STATE)))];
  }
  function lineCell(row) {
    const cut = row[LINE].lastIndexOf('/') + 1;
    return [
      make('span', { className: 'two name' }, bdi(row[LINE].slice(cut))),
      make('span', { className: 'two' }, bdi(row[LINE].slice(0, cut).replace(/\/$/, ''))),
      make('span', { className: `clamp narrow reason ${classOf(word(row, CONCERN))}` }, row[REASON]),
    ];
  }
  function whoCell(row) {
    return [make('span', { className: 'two' }, bdi(word(row, SPEAKER) || word(row, PROFILE))), make('span', { className: 'two' }, bdi(word(row, SPEAKER) ? word(row, PROFILE) : ''))];
  }

  function isShown(row, index, needles) {
    return (filter.concern === null || (word(row, CONCERN) || fine) === filter.concern)
      && (filter.state === null || word(row, STATE) === filter.state)
      && (filter.profile === null || word(row, PROFILE) === filter.profile)
      && (filter.speaker === null || word(row, SPEAKER) === filter.speaker)
      && (filter.code === null || issuesOf(row).some(issue => issue.code === filter.code))
      && needles.every(needle => haystacks[index].includes(needle));
  }

  function apply() {
    const needles = filter.text.toLowerCase().split(/\s+/).filter(needle => needle !== '');
    if (needles.length > 0) haystacks ??= rows.map(haystackOf);
    const kept = chosen >= 0 ? shown[chosen] : -1;
    shown = [];
    rows.forEach((row, index) => { if (isShown(row, index, needles)) shown.push(index); });
    const column = columns.find(one => one.id === order.column);
    // Equal ones stay in the order of the report, the worst first.
    if (column.compare) {
      const sign = order.isDown && !column.isNumber ? -1 : 1;
      shown.sort((a, b) => sign * column.compare(rows[a], rows[b], order.isDown) || a - b);
    } else if (order.isDown) {
      shown.reverse();
    }
    chosen = shown.indexOf(kept);
    if (chosen < 0) hideDetail();
    tellCount();
    draw(true);
  }

  function tellCount() {
    byId('count').textContent = shown.length === rows.length ? counted(rows.length, 'line', 'lines') : `${shown.length.toLocaleString('en')} of ${counted(rows.length, 'line', 'lines')}`;
    const empty = byId('empty');
    empty.hidden = shown.length > 0;
    table.hidden = shown.length === 0;
    if (empty.hidden) return;
    empty.replaceChildren(rows.length === 0 ? 'The batch had no lines.' : 'No line is like that. ', rows.length === 0 ? '' : make('button', { className: 'link', onclick: clear }, 'Show all lines'));
  }

  function clear() {
    Object.assign(filter, { text: '', concern: null, state: null, code: null, profile: null, speaker: null });
    byId('find').value = byId('state').value = '';
    drawFilters();
    apply();
  }

  function pick(name, value) {
    filter[name] = value;
    drawFilters();
    apply();
    byId('tools').scrollIntoView({ block: 'start' });
  }

  // The table: only the rows in view are there, between two of the height of all others.
  const table = byId('lines'), body = table.tBodies[0];
  let drawn = { first: -1, last: -1 };
  const isNarrow = () => matchMedia('(max-width: 860px)').matches;
  const rowHeight = () => isNarrow() ? 78 : 52;

  function draw(isForced) {
    const height = rowHeight(), above = body.getBoundingClientRect().top;
    const first = Math.max(0, Math.min(shown.length, Math.floor(-above / height)) - 8);
    const last = Math.min(shown.length, first + Math.ceil(innerHeight / height) + 16);
    if (!isForced && first === drawn.first && last === drawn.last) return;
    drawn = { first, last };
    const hadFocus = body.contains(document.activeElement);
    const parts = [0, 1].map(() => make('tr', { role: 'presentation' }));
    parts[0].style.height = `${first * height}px`;
    parts[1].style.height = `${(shown.length - last) * height}px`;
    const lines = [];
    for (let place = first; place < last; place++) lines.push(drawRow(place));
    body.replaceChildren(parts[0], ...lines, parts[1]);
    table.setAttribute('aria-rowcount', shown.length + 1);
    const entry = lines[chosen - first] ?? lines[0];
    if (entry) entry.tabIndex = 0;
    if (hadFocus && lines[chosen - first]) lines[chosen - first].focus({ preventScroll: true });
  }

  function drawRow(place) {
    const row = rows[shown[place]];
    const line = make('tr', { className: 'line', tabIndex: -1, 'aria-rowindex': place + 2, 'aria-selected': place === chosen, onclick: () => choose(place, true), onfocus: () => { if (chosen < 0) chosen = place; } });
    for (const column of columns) line.append(make('td', { className: column.style ?? '', role: 'gridcell' }, ...column.cell(row)));
    line.cells[1].title = row[LINE];
    return line;
  }

  function drawHead() {
    const head = make('tr', {});
    for (const column of columns) {
      const isSorted = order.column === column.id;
      head.append(make('th', { className: column.style ?? '', scope: 'col', title: column.about ?? '', 'aria-sort': isSorted ? (order.isDown ? 'descending' : 'ascending') : 'none' },
        make('button', { type: 'button', onclick: () => sort(column) }, column.name)));
    }
    table.tHead.replaceChildren(head);
  }

  function sort(column) {
    // Figures are sorted for their extremes: the largest first.
    order = { column: column.id, isDown: order.column === column.id ? !order.isDown : !!column.isNumber };
    drawHead();
    apply();
    table.tHead.rows[0].cells[columns.indexOf(column)].firstChild.focus({ preventScroll: true });
  }

  function choose(place, isOpening) {
    if (shown.length === 0) return;
    chosen = Math.max(0, Math.min(shown.length - 1, place));
    const height = rowHeight(), top = body.getBoundingClientRect().top + scrollY + chosen * height;
    const highest = top - table.tHead.getBoundingClientRect().height - byId('tools').offsetHeight, lowest = top + height - innerHeight;
    if (scrollY > highest) scrollTo(0, highest);
    else if (scrollY < lowest) scrollTo(0, lowest);
    draw(true);
    body.rows[chosen - drawn.first + 1]?.focus({ preventScroll: true });
    if (isOpening || !byId('detail').hidden) showDetail(rows[shown[chosen]]);
  }

  function showDetail(row) {
    const detail = byId('detail'), facts = make('dl', {});
    const fact = (name, ...value) => { if (value.some(part => part !== '' && part !== null)) facts.append(make('dt', {}, name), make('dd', {}, ...value)); };
    const isMade = row[JITTER] !== null;
    fact('Text', row[TEXT] ? bdi(row[TEXT]) : '');
    fact('Recording', bdi(row[INPUT]));
    fact('Speaker', word(row, SPEAKER) && bdi(word(row, SPEAKER)));
    fact('Language', word(row, LANGUAGE) && bdi(word(row, LANGUAGE)));
    fact('Profile', word(row, PROFILE) && bdi(word(row, PROFILE)));
    fact('Format', word(row, FORMAT));
    fact('Length', row[SECONDS] ? span(row[SECONDS]) : '');
    if (isMade) {
      fact('Lips shut', `${row[CLOSURES]} times`);
      fact('Jitter', figure(row[JITTER], 3));
      fact('Moves', `${Math.round(100 * row[MOVING])} % of the time`);
      fact('Widest', `${figure(row[PEAK], 1)} mm`);
    }
    detail.replaceChildren(
      make('button', { className: 'close', type: 'button', 'aria-label': 'Close', onclick: () => { hideDetail(); body.rows[chosen - drawn.first + 1]?.focus(); } }, '×'),
      make('h2', {}, bdi(row[LINE])),
      ...stateCell(row),
      ...(row[REASON] ? [make('p', { className: `reason ${classOf(word(row, CONCERN))}` }, bdi(row[REASON]))] : []),
      ...(row[CURVE] ? [curve(row[CURVE], true), make('div', { className: 'scale' }, make('span', {}, '0 s'), make('span', {}, 'gap of the lips; lines at 10 and 20 mm'), make('span', {}, span(row[SECONDS])))] : []),
      facts,
      ...issuesOf(row).map(issue => make('div', { className: `issue ${issue.isError ? 'failed' : 'warning'}` },
        make('p', {}, make('span', { className: 'code' }, issue.code), ' ', issue.isError ? 'error' : 'warning', issue.place ? ': ' : '', bdi(issue.place)),
        make('p', {}, bdi(issue.text)), make('p', { className: 'soft' }, bdi(issue.hint)))));
    detail.hidden = false;
    detail.scrollTop = 0;
  }

  function hideDetail() {
    byId('detail').hidden = true;
  }

  // The summary above.
  const concerns = ['failed', 'not made', 'conflict', 'warning', 'suspicious'].filter(name => report.concerns[name]);
  const fineCount = report.lineCount - concerns.reduce((sum, name) => sum + report.concerns[name], 0);
  const shares = [...concerns.map(name => [name, report.concerns[name]]), ...(fineCount ? [[fine, fineCount]] : [])];

  function drawFilters() {
    byId('concerns').replaceChildren(...[[null, report.lineCount], ...shares].map(([name, count]) => make('button', {
      className: `chip ${name === null ? '' : classOf(name)}`, type: 'button', 'aria-pressed': filter.concern === name, onclick: () => { filter.concern = name; drawFilters(); apply(); },
    }, ...(name === null ? [] : [make('span', { className: 'dot' })]), name ?? 'all lines', ' ', make('b', {}, count.toLocaleString('en')))));
    byId('picked').replaceChildren(...['code', 'profile', 'speaker'].filter(name => filter[name] !== null).map(name => make('button', {
      className: 'chip', type: 'button', 'aria-pressed': true, title: 'Remove this filter', onclick: () => { filter[name] = null; drawFilters(); apply(); },
    }, `${name}: `, bdi(filter[name] || 'none'), ' ×')));
  }

  function card(title, note, isOpen, heads, lines) {
    if (lines.length === 0) return [];
    const head = make('tr', {}, ...heads.map(([name, style]) => make('th', { className: style ?? '' }, name)));
    return [make('details', { open: isOpen }, make('summary', {}, make('span', {}, title), make('small', {}, note)),
      make('div', { className: 'body' }, make('table', {}, make('thead', {}, head), make('tbody', {}, ...lines))))];
  }
  const number = value => make('td', { className: 'number' }, typeof value === 'string' ? value : value.toLocaleString('en'));
  const link = (name, value) => make('button', { className: 'link', type: 'button', onclick: () => pick(name, value) }, bdi(value || 'none'));

  function drawSummary() {
    const parts = [counted(report.lineCount, 'line', 'lines'), `${span(report.seconds)} of sound`, ...Object.entries(report.states).map(([state, count]) => `${count.toLocaleString('en')} ${state}`)];
    if (report.lastUtc) parts.push(`last written ${report.lastUtc.replace('T', ' ').replace(':00Z', 'Z').replace('Z', ' UTC')}`);
    byId('summary').textContent = parts.join(' · ');
    byId('bar').replaceChildren(...shares.map(([name, count]) => {
      const share = make('i', { className: classOf(name), title: `${name}: ${count}` });
      share.style.flexGrow = count;
      return share;
    }));
    byId('state').replaceChildren(make('option', { value: '' }, 'any'), ...Object.keys(report.states).map(state => make('option', { value: state }, state)));
    const codes = list => list.map(code => make('tr', {}, make('td', { className: 'code' }, link('code', code.code)), number(code.lines),
      make('td', {}, make('div', {}, bdi(code.text)), make('div', { className: 'soft' }, bdi(code.hint)), ...(code.general ? [make('div', { className: 'soft' }, 'On most lines of a profile: counts against none of them.')] : []))));
    const groups = (name, list) => list.map(group => make('tr', {}, make('td', {}, link(name, group.name)), number(group.lines), number(group.failed), number(group.toLookAt), number(span(group.seconds))));
    const codeHeads = [['Code'], ['Lines', 'number'], ['For example']], groupHeads = [['Name'], ['Lines', 'number'], ['Failed', 'number'], ['To look at', 'number'], ['Sound', 'number']];
    const kinds = list => counted(list.length, 'kind', 'kinds');
    const hasSpeakers = report.speakers.some(speaker => speaker.name !== '');
    byId('cards').replaceChildren(
      ...card('Why lines failed', kinds(report.failures), true, codeHeads, codes(report.failures)),
      ...card('Warnings', kinds(report.warnings), !isNarrow(), codeHeads, codes(report.warnings)),
      ...card('Profiles', report.profiles.length.toLocaleString('en'), false, groupHeads, groups('profile', report.profiles)),
      ...card('Speakers', report.speakers.length.toLocaleString('en'), false, groupHeads, hasSpeakers ? groups('speaker', report.speakers) : []));
  }

  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  body.addEventListener('keydown', event => {
    if (event.key in moves) choose(Math.max(chosen, 0) + moves[event.key], false);
    else if (event.key === 'Enter' || event.key === ' ') choose(Math.max(chosen, 0), true);
    else return;
    event.preventDefault();
  });
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !byId('detail').hidden) {
      hideDetail();
      body.rows[chosen - drawn.first + 1]?.focus();
    } else if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      byId('find').focus();
      event.preventDefault();
    }
  });
  let timer = 0;
  byId('find').addEventListener('input', event => {
    clearTimeout(timer);
    timer = setTimeout(() => { filter.text = event.target.value; apply(); }, rows.length > 20000 ? 200 : 60);
  });
  byId('state').addEventListener('change', event => { filter.state = event.target.value || null; apply(); });
  let isWaiting = false;
  const redraw = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; draw(false); });
  };
  addEventListener('scroll', redraw, { passive: true });
  new ResizeObserver(() => {
    table.style.setProperty('--tools', `${byId('tools').offsetHeight}px`);
    drawn.first = -1;
    redraw();
  }).observe(byId('tools'));
  addEventListener('resize', () => { drawn.first = -1; redraw(); });

  drawSummary();
  drawFilters();
  drawHead();
  tellCount();
  draw(true);
  performance.mark('rows-visible');
})();
