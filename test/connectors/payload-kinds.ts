import { NOW, type PushKind } from '../helpers/push.js'
import {
  both, DESCRIPTION, hive, jira, type Kind, type Request, resilient, resilientFields, serviceNow, swimlane, tickets, TITLE,
} from './payload-kind.js'

const SYS_ID = /^[0-9a-f]{32}$/

export const KINDS: Record<string, Kind> = {
  jira: {
    fields: { issueType: '10001', priority: 'High', parent: 'CK-9' },
    external: { id: /^10000$/, title: 'CK-1', url: () => 'https://jira.example.com/browse/CK-1', secondTitle: 'CK-2' },
    create: (texts, { externalId }) => ({
      incident: {
        summary: TITLE,
        description: texts.description,
        issueType: '10001',
        priority: 'High',
        parent: 'CK-9',
        labels: ['a-b', 'c'],
        otherFields: null,
        externalId: null,
      },
      requests: [
        ['POST', jira, {
          fields: {
            summary: 'Line one, line two',
            project: { key: 'CK' },
            issuetype: { id: '10001' },
            description: texts.description,
            labels: ['a-b', 'c'],
            priority: { name: 'High' },
            parent: { key: 'CK-9' },
          },
        }],
        ['GET', `${jira}/${externalId}`],
        ...both(texts).map((body): Request => ['POST', `${jira}/${externalId}/comment`, { body }]),
      ],
    }),
    update: (texts, { externalId }) => ({
      incident: {
        summary: TITLE,
        description: texts.description,
        issueType: '10001',
        priority: 'High',
        parent: 'CK-9',
        labels: ['a-b', 'c'],
        otherFields: null,
        externalId,
      },
      requests: [
        ['PUT', `${jira}/${externalId}`, {
          fields: {
            summary: 'Line one, line two',
            project: { key: 'CK' },
            issuetype: { id: '10001' },
            description: texts.description,
            labels: ['a-b', 'c'],
            priority: { name: 'High' },
            parent: { key: 'CK-9' },
          },
        }],
        ['GET', `${jira}/${externalId}`],
      ],
    }),
    bare: ({ description }, { externalId }) => ({
      incident: {
        summary: TITLE, description, issueType: null, priority: null, parent: null, labels: [], otherFields: null, externalId: null,
      },
      requests: [
        // Without an issue type, the first one of the project is used
        ['GET', `${jira}/createmeta/CK/issuetypes`],
        ['POST', jira, {
          fields: { summary: 'Line one, line two', project: { key: 'CK' }, issuetype: { id: '10006' }, description, labels: [] },
        }],
        ['GET', `${jira}/${externalId}`],
      ],
    }),
    comments: both,
  },

  servicenow: serviceNow('incident', 'x_elas2_inc_int', 'x_elas2_inc_int_elastic_incident',
    { impact: '1', severity: '2', urgency: '3', category: 'software', subcategory: 'os', additionalFields: '{"u_team":"blue"}' },
    {
      id: SYS_ID,
      title: 'INC0010001',
      url: id => `https://snow.example.com/nav_to.do?uri=incident.do?sys_id=${id}`,
      secondTitle:
      'INC0010002',
    },
    {
      full: ({ description }, id) => ({
        short_description: TITLE,
        description,
        severity: '2',
        urgency: '3',
        impact: '1',
        category: 'software',
        subcategory: 'os',
        correlation_id: id,
        correlation_display: 'Elastic Case',
      }),
      bare: ({ description }, id) => ({
        short_description: TITLE,
        description,
        severity: null,
        urgency: null,
        impact: null,
        category: null,
        subcategory: null,
        correlation_id: id,
        correlation_display: 'Elastic Case',
      }),
      inImport: incident => incident,
      additional: { u_team: 'blue' },
    }),

  'servicenow-sir': serviceNow('sn_si_incident', 'x_elas2_sir_int', 'x_elas2_sir_int_elastic_si_incident',
    {
      category: 'Phishing',
      destIp: true,
      malwareHash: true,
      malwareUrl: false,
      priority: '1',
      sourceIp: true,
      subcategory: '12',
      additionalFields: '{"state":"10"}',
    },
    {
      id: SYS_ID,
      title: 'SIR0010001',
      url: id => `https://snow.example.com/nav_to.do?uri=sn_si_incident.do?sys_id=${id}`,
      secondTitle:
      'SIR0010002',
    },
    {
      full: ({ description }, id) => ({
        short_description: TITLE,
        description,
        dest_ip: ['10.0.0.1', '10.0.0.9'],
        source_ip: ['10.0.0.2'],
        malware_hash: ['abc'],
        malware_url: [],
        category: 'Phishing',
        subcategory: '12',
        priority: '1',
        correlation_id: id,
        correlation_display: 'Elastic Case',
      }),
      bare: ({ description }, id) => ({
        short_description: TITLE,
        description,
        dest_ip: [],
        source_ip: [],
        malware_hash: [],
        malware_url: [],
        category: null,
        subcategory: null,
        priority: null,
        correlation_id: id,
        correlation_display: 'Elastic Case',
      }),
      inImport: incident => ({ ...incident, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null }),
      additional: { state: '10' },
      observables: [
        { value: '10.0.0.1', type: 'ipv4-addr' }, { value: '10.0.0.9', type: 'ipv4-addr' }, { value: '10.0.0.2', type: 'ipv4-addr' },
        { value: 'abc', type: 'SHA256' },
      ],
    }),

  resilient: {
    fields: { incidentTypes: ['17', '21'], severityCode: '6', additionalFields: '{"city":"Ulm","customer":"ACME"}' },
    external: { id: /^2101$/, title: '2101', url: id => `https://resilient.example.com/#incidents/${id}`, secondTitle: '2102' },
    create: (texts, { externalId }) => ({
      incident: {
        name: TITLE,
        description: texts.description,
        incidentTypes: ['17', '21'],
        severityCode: '6',
        additionalFields: '{"city":"Ulm","customer":"ACME"}',
        externalId: null,
      },
      requests: [
        ['GET', resilientFields],
        ['POST', `${resilient}?text_content_output_format=objects_convert`, {
          name: TITLE,
          discovered_date: Date.parse(NOW),
          description: { format: 'html', content: texts.description },
          incident_type_ids: [{ id: 17 }, { id: 21 }],
          severity_code: { id: 6 },
          city: 'Ulm',
          properties: { customer: 'ACME' },
        }],
        ...both(texts).map((content): Request => ['POST', `${resilient}/${externalId}/comments`, { text: { format: 'text', content } }]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: {
        name: TITLE,
        description,
        incidentTypes: ['17', '21'],
        severityCode: '6',
        additionalFields: '{"city":"Ulm","customer":"ACME"}',
        externalId,
      },
      requests: [
        ['GET', `${resilient}/${externalId}?text_content_output_format=objects_convert`],
        ['GET', resilientFields],
        ['PATCH', `${resilient}/${externalId}`, {
          changes: [
            { field: { name: 'city' }, old_value: { text: 'Ulm' }, new_value: { text: 'Ulm' } },
            { field: { name: 'customer' }, old_value: { text: 'ACME' }, new_value: { text: 'ACME' } },
            { field: { name: 'name' }, old_value: { text: TITLE }, new_value: { text: TITLE } },
            {
              field: { name: 'description' },
              old_value: { textarea: { format: 'html', content: description } },
              new_value: {
                textarea: { format: 'html', content: description },
              },
            },
            { field: { name: 'incident_type_ids' }, old_value: { ids: [17, 21] }, new_value: { ids: [17, 21] } },
            { field: { name: 'severity_code' }, old_value: { id: 6 }, new_value: { id: 6 } },
          ],
        }],
        ['GET', `${resilient}/${externalId}?text_content_output_format=objects_convert`],
      ],
    }),
    bare: ({ description }) => ({
      incident: { name: TITLE, description, incidentTypes: null, severityCode: null, additionalFields: null, externalId: null },
      requests: [['POST', `${resilient}?text_content_output_format=objects_convert`, {
        name: TITLE, discovered_date: Date.parse(NOW), description: { format: 'html', content: description },
      }]],
    }),
    comments: both,
  },

  swimlane: {
    fields: { caseId: '42' },
    external: { id: /^\w{17}$/, title: 'ET-1', url: id => `https://swimlane.example.com/record/et1/${id}`, secondTitle: 'ET-2' },
    create: (texts, { externalId }) => ({
      incident: { caseName: TITLE, description: texts.description, caseId: '42', externalId: null },
      requests: [
        ['POST', swimlane, { applicationId: 'et1', values: { a1: '42', a2: TITLE, a4: texts.description } }],
        ...both(texts).map((message): Request => [
          'POST', `${swimlane}/${externalId}/a3/comment`, { createdDate: NOW, fieldId: 'a3', isRichText: true, message },
        ]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: { caseName: TITLE, description, caseId: '42', externalId },
      requests: [
        ['PATCH', `${swimlane}/${externalId}`, { applicationId: 'et1', id: externalId, values: { a1: '42', a2: TITLE, a4: description } }],
      ],
    }),
    bare: ({ description }, { id }) => ({
      incident: { caseName: TITLE, description, caseId: id, externalId: null },
      requests: [['POST', swimlane, { applicationId: 'et1', values: { a1: id, a2: TITLE, a4: description } }]],
    }),
    comments: both,
  },

  thehive: {
    fields: { tlp: 3 },
    external: { id: /^~122904$/, title: TITLE, url: id => `https://thehive.example.com/cases/${id}/details`, secondTitle: TITLE },
    create: (texts, { externalId }) => ({
      incident: { title: TITLE, description: texts.description, tags: ['a b', 'c'], tlp: 3, severity: 3, externalId: null },
      requests: [
        ['POST', hive, { title: TITLE, description: texts.description, tags: ['a b', 'c'], tlp: 3, severity: 3 }],
        ...both(texts).map((message): Request => ['POST', `${hive}/${externalId}/comment`, { message }]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: { title: TITLE, description, tags: ['a b', 'c'], tlp: 3, severity: 3, externalId },
      requests: [['PATCH', `${hive}/${externalId}`, { title: TITLE, description, tags: ['a b', 'c'], tlp: 3, severity: 3 }]],
    }),
    bare: ({ description }) => ({
      incident: { title: TITLE, description, tags: [], tlp: null, severity: 1, externalId: null },
      requests: [['POST', hive, { title: TITLE, description, tags: [], tlp: null, severity: 1 }]],
    }),
    comments: both,
  },

  'cases-webhook': {
    fields: null,
    external: { id: /^10001$/, title: 'CASE-1', url: () => 'https://tickets.example.com/browse/CASE-1', secondTitle: 'CASE-2' },
    create: (texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'high', status: 'open', tags: ['a b', 'c'], externalId: null },
      requests: [
        ['POST', tickets, JSON.stringify({
          fields: { summary: TITLE, description: DESCRIPTION, labels: ['a b', 'c'], case: id, level: 'high', state: 'open' },
        })],
        ['GET', `${tickets}/${externalId}`],
        ...both(texts).map((body): Request => ['POST', `${tickets}/${externalId}/comment`, JSON.stringify({ body })]),
      ],
    }),
    update: (_texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'high', status: 'open', tags: ['a b', 'c'], externalId },
      requests: [
        ['PUT', `${tickets}/${externalId}`, JSON.stringify({ fields: { summary: TITLE, state: 'open' }, id: externalId })],
        ['GET', `${tickets}/${externalId}`],
      ],
    }),
    bare: (_texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'low', status: 'open', tags: [], externalId: null },
      requests: [
        ['POST', tickets, JSON.stringify({
          fields: { summary: TITLE, description: DESCRIPTION, labels: [], case: id, level: 'low', state: 'open' },
        })],
        ['GET', `${tickets}/${externalId}`],
      ],
    }),
    comments: texts => both(texts).map(body => JSON.stringify({ body })),
  },
} satisfies Record<PushKind, Kind>
